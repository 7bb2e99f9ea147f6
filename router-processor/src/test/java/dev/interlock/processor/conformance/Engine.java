package dev.interlock.processor.conformance;

/** The code under test. It reads a message and writes it again. */
interface Engine {
    /**
     * Reads a message and writes all fields that it knows.
     *
     * @throws Refusal if the bytes are not a message of this type
     */
    byte[] copy(String messageType, byte[] message) throws Refusal;

    /** Thrown if bytes are not a message. Contains the reason. Any other exception is a failure of the engine. */
    final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;

        Refusal(Exception cause) {
            super(cause.getMessage(), cause);
        }
    }
}
