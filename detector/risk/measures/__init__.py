"""The arithmetic of disclosure risk: numbers in, numbers out; no findings, no wording, no input or output."""
