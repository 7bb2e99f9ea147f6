package dev.interlock.processor.conformance;

/** What is put to the test: reads a message and writes it again. */
interface Engine {
    /**
     * Everything that was understood of a message, written anew.
     *
     * @throws Refusal when it is no message of that type
     */
    byte[] copy(String messageType, byte[] message) throws Refusal;

    /** Says why bytes are no message; the only exception that counts as the answer to a malformed one. */
    final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;

        Refusal(Exception cause) {
            super(cause.getMessage(), cause);
        }
    }
}
