package dev.interlock.processor.crosstalk;

/**
 * A request and its expected response.
 *
 * @param kind requests of one kind have responses whose heads differ only in the id and the length
 * @param id unique id of the request
 * @param request all of its bytes
 * @param body body of the response
 * @param toHead whether the response has only a length and no body
 */
@SuppressWarnings("ArrayRecordComponent") // It is handed on and never compared.
record Sample(String kind, String id, byte[] request, byte[] body, boolean toHead) {
    /** The kind without the number of a file. */
    String shortKind() {
        return kind.startsWith("file-") ? "file" : kind;
    }
}
