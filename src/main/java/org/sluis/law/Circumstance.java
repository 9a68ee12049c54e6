package org.sluis.law;

/** What makes a question to the law another one than the ordinary. */
public enum Circumstance {
    /** A policy declared the profile to be of low sensitivity. */
    LOW_SENSITIVITY,
    /** The message says that the address of the child is secret. */
    SECRET_ADDRESS,
    /** The profile holds nothing that tells who the child is (GDPR recital 26). */
    ANONYMOUS
}
