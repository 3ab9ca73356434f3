"""Terms: what a glossary says, and where its words stand in prose."""
