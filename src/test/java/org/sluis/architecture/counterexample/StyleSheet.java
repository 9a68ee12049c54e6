package org.sluis.architecture.counterexample;

import org.hl7.fhir.utilities.XsltUtilities;

/** Uses the XSLT of the FHIR core library. */
final class StyleSheet {
    final Class<?> banned = XsltUtilities.class;
}
