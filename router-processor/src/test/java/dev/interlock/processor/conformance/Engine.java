package dev.interlock.processor.conformance;

/** The tested code: it reads a message and writes it again. */
interface Engine {
    /**
     * Reads a message and writes everything that it understood.
     *
     * @throws Refusal when the bytes are not a message of this type
     */
    byte[] copy(String messageType, byte[] message) throws Refusal;

    /** Tells why bytes are not a message. Only this exception counts as the response to a malformed message. */
    final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;

        Refusal(Exception cause) {
            super(cause.getMessage(), cause);
        }
    }
}
