package org.sluis.audit.reading;

import org.sluis.canonical.PartyId;

/**
 * For whom the log is read.
 *
 * @param tenant the controller
 * @param party the organisation whose entries they are
 */
public record Reader(String tenant, PartyId party) {}
