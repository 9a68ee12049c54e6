package org.sluis.delivery;

/** Brings a payload to its recipient. The product has one, through Camel; tests have ones that count, fail and stall. */
interface Sender {

    /**
     * Sends within what is left of the lease, and returns once the recipient has answered.
     *
     * @throws NotSent when it was refused, failed, or nobody can tell
     */
    void send(Cleared cleared, byte[] payload) throws NotSent;

    /** Why a send did not succeed: never with the recipient's own words, which may repeat the payload. */
    final class NotSent extends Exception {
        private static final long serialVersionUID = 1L;

        /** What is known of what the recipient has. */
        enum Kind {
            /** No byte left, or the recipient said it was not the time; worth another try. */
            FAILED,
            /** The recipient refused the message itself. */
            REFUSED,
            /** Bytes left and no answer came. */
            UNCERTAIN
        }

        private final Kind kind;

        NotSent(Kind kind) {
            super(kind.name(), null, false, false);
            this.kind = kind;
        }

        Kind kind() {
            return kind;
        }
    }
}
