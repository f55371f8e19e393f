"""What networks learn from: data sets, augmentation, negative samples."""
