package org.sluis.policy.pack;

/**
 * Why the disclosure is lawful, three questions apart: consent stays a gate here even where it is not the ground.
 *
 * @param art6 GDPR art. 6(1)
 * @param art9 GDPR art. 9(2), for special categories
 * @param secrecy what lifts professional secrecy
 */
public record LegalBasis(String art6, String art9, String secrecy) {}
