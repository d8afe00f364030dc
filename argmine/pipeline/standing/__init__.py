"""Who is who in public life: offices, parties, organisations, and how a speaker stands to those in power."""
