package dev.interlock.processor.crosstalk;

/**
 * A request and what its response has to be.
 *
 * @param kind requests of one kind have responses whose heads differ in the id and the length alone
 * @param id of the request, which no other has
 * @param request all of its bytes
 * @param body of the response
 * @param toHead whether the response has no body, only its length
 */
@SuppressWarnings("ArrayRecordComponent") // It is handed on and never compared.
record Sample(String kind, String id, byte[] request, byte[] body, boolean toHead) {
    /** The kind without the number of a file. */
    String shortKind() {
        return kind.startsWith("file-") ? "file" : kind;
    }
}
