"""What authors write beside a finding to say that it is right as it stands: doclint-ignore, and why."""
