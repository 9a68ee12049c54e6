/** The register as FHIR R4 {@code Consent} (IHE PCF): read, written and searched. Looked at by a gate of its own before HAPI. */
@NullMarked
package org.sluis.consent.fhir;

import org.jspecify.annotations.NullMarked;
