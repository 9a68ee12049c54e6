package org.sluis.gate;

import java.util.UUID;
import org.sluis.canonical.DecisionInstant;
import org.sluis.canonical.Proof;

/** Proof that bytes passed the limits and are well-formed. Minted by {@link Receive} only. */
public final class Received implements Proof {
    private final UUID disclosure;
    private final Arrival arrival;
    private final Form form;
    private final DecisionInstant instant;

    /** The families of formats that the gate knows. */
    public enum Form {
        JSON,
        XML,
        FORM,
        CSV
    }

    Received(UUID disclosure, Arrival arrival, Form form, DecisionInstant instant) {
        this.disclosure = disclosure;
        this.arrival = arrival;
        this.form = form;
        this.instant = instant;
    }

    /** The random id this disclosure has from here on. */
    public UUID disclosure() {
        return disclosure;
    }

    public Arrival arrival() {
        return arrival;
    }

    public Door door() {
        return arrival.door();
    }

    public Form form() {
        return form;
    }

    /** The instant to decide for. */
    public DecisionInstant instant() {
        return instant;
    }

    @Override
    public String toString() {
        return "Received[" + disclosure + "]";
    }
}
