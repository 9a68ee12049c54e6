/**
 * The log, read: found, counted, looked through for patterns, and told as FHIR, CSV and lines of JSON. Who may read, and
 * that it is recorded, is said by the room that asks ({@code insight}).
 */
@NullMarked
@NamedInterface("reading")
package org.sluis.audit.reading;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
