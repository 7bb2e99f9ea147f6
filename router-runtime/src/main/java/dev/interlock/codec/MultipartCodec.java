package dev.interlock.codec;

import java.util.List;

/** Bodies of HTML forms with files, which {@link dev.interlock.http.Request#parts} reads. */
public final class MultipartCodec {
    /** Media types that are read. */
    public static final List<String> MEDIA_TYPES = List.of("multipart/form-data");

    private MultipartCodec() {}
}
