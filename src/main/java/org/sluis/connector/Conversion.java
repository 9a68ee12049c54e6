package org.sluis.connector;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Stream;

/** A named function between a format and the one that its mapping is like: what no mapping can say. Total, or it refuses. */
enum Conversion {
    /** FHIR STU3 (3.0) from and to R4. */
    FHIR_STU3 {
        @Override
        byte[] in(byte[] message, Collection<ReadPath> without) {
            return Stu3.toR4(message, without);
        }

        @Override
        byte[] out(byte[] message, Collection<ReadPath> without) {
            return Stu3.fromR4(message, without);
        }
    };

    /**
     * What came in, in the form that the mapping reads.
     *
     * @param without what is read over, because that form has no place for it
     * @throws org.sluis.canonical.Refused where anything else would be lost
     */
    abstract byte[] in(byte[] message, Collection<ReadPath> without);

    /**
     * What the mapping wrote, in the form that goes out.
     *
     * @param without what the other format has no place for, and that holds no element
     * @throws org.sluis.canonical.Refused where anything else would be lost
     */
    abstract byte[] out(byte[] message, Collection<ReadPath> without);

    static Conversion of(MappingSource source) {
        source.oneOf(Stream.of(values()).map(Conversion::word).toList());
        return valueOf(source.text().toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
