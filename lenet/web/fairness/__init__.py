"""Who may have how much of the server: one client's greed slows that client and nobody else."""
