package org.sluis.canonical;

/** A few words for people, in Dutch and in English. */
public record Label(String nl, String en) {}
