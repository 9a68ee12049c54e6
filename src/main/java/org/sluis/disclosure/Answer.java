package org.sluis.disclosure;

import java.util.Map;

/**
 * What a door answers.
 *
 * @param status HTTP (RFC 9110)
 * @param body codes, ids and positions; never a value of what was sent
 */
public record Answer(int status, String contentType, Map<String, Object> body) {}
