package org.sluis.audit;

/**
 * What the verifier found.
 *
 * @param ok whether every entry is the one that was signed for, and none is missing
 * @param entries how many entries can be read from 0 on
 * @param root of the tree over them, hexadecimal
 * @param firstBad the first index that is or may be wrong; -1 when none is
 * @param message one line: {@code audit: N entries, root …, checkpoint …, OK}, or what is wrong
 */
public record Verdict(boolean ok, long entries, String root, long firstBad, String message) {}
