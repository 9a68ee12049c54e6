package org.sluis.architecture.counterexample;

import java.io.Serializable;
import org.sluis.canonical.Proof;

/** A proof that anyone can make, extend, smuggle in by deserialisation, and read in a log. */
public class OpenProof implements Proof, Serializable {
    private static final long serialVersionUID = 1;

    public OpenProof() {}
}
