package dev.interlock.file;

import dev.interlock.http.EntityTag;
import dev.interlock.http.FieldLine;
import dev.interlock.http.HttpHeader;
import dev.interlock.http.HttpStatus;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.internal.message.EncodedResponse;
import java.io.IOException;

/** A file that {@link StaticFiles} has found, with its header fields. */
final class FoundFile extends StaticFile {
    private static final FieldLine VARY = FieldLine.of(HttpHeader.VARY, HttpHeader.ACCEPT_ENCODING);

    private final FileSource source;
    private final String path;
    private final Representation file;
    private final FieldLine mediaType;
    private final FieldLine cacheControl;
    private final boolean precompressed;

    /** @param precompressed whether a compressed file may be next to the file */
    FoundFile(
            FileSource source,
            String path,
            Representation file,
            FieldLine mediaType,
            FieldLine cacheControl,
            boolean precompressed) {
        this.source = source;
        this.path = path;
        this.file = file;
        this.mediaType = mediaType;
        this.cacheControl = cacheControl;
        this.precompressed = precompressed;
    }

    @Override
    public void writeTo(Request request, Response response) throws IOException {
        boolean isKept = response.status() == HttpStatus.OK && !response.hasHeader(HttpHeader.CACHE_CONTROL);
        select(request, response);
        if (isKept) {
            // Set last. If sending the file fails, caches must not keep the error response for as long as the file.
            response.header(cacheControl);
        }
    }

    private void select(Request request, Response response) throws IOException {
        if (!precompressed) {
            FileResponse.write(request, response, file, file.tag(), mediaType);
            return;
        }
        response.addIfNew(VARY);
        for (ContentCoding coding : ContentCoding.values()) {
            Representation encoded = coding.isAcceptedBy(request.head()) ? source.find(path + coding.suffix()) : null;
            if (encoded != null) {
                write(request, response, encoded, coding);
                return;
            }
        }
        FileResponse.write(request, response, file, file.tag(), mediaType);
    }

    private void write(Request request, Response response, Representation encoded, ContentCoding coding)
            throws IOException {
        // A file and its compressed file may have the same size and time, but two representations must never have the
        // same tag.
        EntityTag own = encoded.tag().in(coding.token());
        FileResponse.write(request, response, encoded, own, mediaType);
        if (EncodedResponse.of(response).content() != null || response.contentLength() > 0) {
            response.header(HttpHeader.CONTENT_ENCODING, coding.token());
        }
    }
}
