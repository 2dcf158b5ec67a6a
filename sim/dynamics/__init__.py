"""The system-dynamics side: stocks and flows counted from the agents, and the feedback loops."""
