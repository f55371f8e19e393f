"""Why a network answers as it does: arithmetic, attribution, perturbations, interpolation."""
