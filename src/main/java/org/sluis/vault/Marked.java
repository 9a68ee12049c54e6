package org.sluis.vault;

import java.util.Locale;

/** What is searched for among all subjects, or is unique among them. */
public enum Marked {
    /** A school's pupil: controller, school, the school's own id. */
    PUPIL,
    /** Controller and date. */
    BIRTH_DATE,
    /** A message that was accepted: controller, sender, door, its id. */
    MESSAGE,
    /** A pupil, as a recipient was told of it: controller, recipient, the id that it alone was given. */
    TOLD;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
