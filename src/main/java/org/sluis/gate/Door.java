package org.sluis.gate;

import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;

/**
 * Which door a message came through: the sender names it in the path (or the folder), never the message.
 *
 * @param connector the connector that reads the format
 * @param purpose why it is sent
 * @param recipient for whom
 */
public record Door(String connector, Purpose purpose, PartyId recipient) {}
