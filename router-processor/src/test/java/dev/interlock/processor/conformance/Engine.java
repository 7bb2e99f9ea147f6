package dev.interlock.processor.conformance;

/** The tested code, which reads a message and writes it again. */
interface Engine {
    /**
     * Reads a message and writes all fields that it knows.
     *
     * @throws Refusal when the bytes are not a message of this type
     */
    byte[] copy(String messageType, byte[] message) throws Refusal;

    /**
     * Reports that bytes are not a message, with the reason. Only this exception counts as the response to a malformed
     * message.
     */
    final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;

        Refusal(Exception cause) {
            super(cause.getMessage(), cause);
        }
    }
}
