package dev.interlock.processor.crosstalk;

/**
 * A request and its expected response.
 *
 * @param kind kind of request; the heads of its responses differ only in the id and the length
 * @param id unique id of the request
 * @param request all bytes of the request
 * @param body body of the response
 * @param toHead whether the response has a length but no body
 */
@SuppressWarnings("ArrayRecordComponent") // The array is only passed on, never compared.
record Sample(String kind, String id, byte[] request, byte[] body, boolean toHead) {
    /** Returns the kind. Samples for different files all have the kind "file". */
    String shortKind() {
        return kind.startsWith("file-") ? "file" : kind;
    }
}
