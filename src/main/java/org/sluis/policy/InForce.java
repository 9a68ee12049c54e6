package org.sluis.policy;

import java.sql.Connection;
import java.util.Optional;

/** The rules in force for a controller. */
public interface InForce {

    /** By which to decide now; never those of more than a second ago. */
    DecisionPoint of(String tenant);

    /**
     * By which to decide just before sending: they cannot change before the transaction ends. Empty where this node cannot
     * decide by them; then nothing is sent.
     */
    Optional<DecisionPoint> lockedForSend(Connection connection, String tenant);

    /** Whether messages may go through this connector: nobody closed it. */
    boolean connectorOpen(String tenant, String connector);

    /** By which this was decided once, found by the digests of its pack and its law; empty where they are not kept. */
    Optional<DecisionPoint> past(String tenant, DecisionInput input);
}
