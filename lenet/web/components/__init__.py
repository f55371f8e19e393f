"""Gradio components: the sketchpad, for any app, and the parts of our page."""
