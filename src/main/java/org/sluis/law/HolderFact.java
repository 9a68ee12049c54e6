package org.sluis.law;

import java.util.UUID;

/**
 * A person who is, or might be thought to be, a holder of parental responsibility.
 *
 * @param id internal id
 * @param kind CORV role: 111 authority not known, 112 parent with authority, 113 without, 191 guardian, 211 foster
 *     parent, 212 step-parent, 213 carer
 */
public record HolderFact(UUID id, String kind) {}
