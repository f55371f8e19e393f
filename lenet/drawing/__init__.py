"""A drawing or a picture becomes a 28x28 digit; numpy and Pillow only."""
