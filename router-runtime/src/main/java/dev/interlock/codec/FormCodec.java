package dev.interlock.codec;

import java.util.List;

/** Bodies of HTML forms, which {@link dev.interlock.http.Request#form} reads. */
public final class FormCodec {
    /** Media types that are read. */
    public static final List<String> MEDIA_TYPES = List.of("application/x-www-form-urlencoded");

    private FormCodec() {}
}
