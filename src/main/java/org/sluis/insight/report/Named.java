package org.sluis.insight.report;

/** A code, and what people call it. */
record Named(String id, String name) {}
