//! The words of the trade and every rule about them: no files, no clock, no terminal, and nothing that can fail from outside.
