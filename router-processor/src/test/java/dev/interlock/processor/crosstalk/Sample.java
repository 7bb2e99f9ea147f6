package dev.interlock.processor.crosstalk;

/**
 * A request and its expected response.
 *
 * @param kind kind of request; the heads of all responses to this kind differ only in the id and the length
 * @param id unique id of the request
 * @param request complete encoded request
 * @param body body of the response
 * @param toHead whether the method is HEAD, so that the response has a length but no body
 */
@SuppressWarnings("ArrayRecordComponent") // The array is only passed on, never compared.
record Sample(String kind, String id, byte[] request, byte[] body, boolean toHead) {
    /** Returns the kind for the statistics. All requests for files have the kind "file". */
    String shortKind() {
        return kind.startsWith("file-") ? "file" : kind;
    }
}
