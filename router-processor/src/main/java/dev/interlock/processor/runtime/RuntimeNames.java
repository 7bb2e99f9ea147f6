package dev.interlock.processor.runtime;

import com.palantir.javapoet.ClassName;
import java.util.List;
import java.util.stream.Stream;

/**
 * Canonical names of classes in {@link RuntimeTypes}. The processor compares these names with the names of types in the
 * sources.
 */
public final class RuntimeNames {
    /** Prefix of the names of Interlock's annotations. */
    public static final String ANNOTATIONS = RuntimeTypes.ANNOTATION_PACKAGE + ".";

    /** Prefix of the names of all classes of Interlock. */
    public static final String INTERLOCK = RuntimeTypes.INTERLOCK_PACKAGE + ".";

    /** Package of the types that methods of views return, such as {@code Repeated}. */
    public static final String VIEWS = RuntimeTypes.REPEATED.packageName();

    public static final String ASCII_VIEW = name(RuntimeTypes.ASCII_VIEW);
    public static final String ASYNC_FILTER = name(RuntimeTypes.ASYNC_FILTER);
    public static final String DECOMPRESSION = name(RuntimeTypes.DECOMPRESSION);
    public static final String BODY_PART = name(RuntimeTypes.BODY_PART);
    public static final String BYTE_BUF = name(RuntimeTypes.BYTE_BUF);
    public static final String BYTE_WRITER = name(RuntimeTypes.BYTE_WRITER);
    public static final String ENTRIES = name(RuntimeTypes.ENTRIES);
    public static final String FIELDS = name(RuntimeTypes.FIELDS);
    public static final String FILTER = name(RuntimeTypes.FILTER);
    public static final String FILTER_FACTORY = name(RuntimeTypes.FILTER_FACTORY);
    public static final String HTTP_EXCEPTION = name(RuntimeTypes.HTTP_EXCEPTION);
    public static final String JACKSON_CODEC = name(RuntimeTypes.JACKSON_CODEC);
    public static final String JSONB_CODEC = name(RuntimeTypes.JSONB_CODEC);
    public static final String PROTOBUF_CODEC = name(RuntimeTypes.PROTOBUF_CODEC);
    public static final String JSONB = name(RuntimeTypes.JSONB);
    public static final String JSON_FORMAT = name(RuntimeTypes.JSON_FORMAT);
    public static final String MESSAGE = name(RuntimeTypes.MESSAGE);
    public static final String MESSAGE_LITE = name(RuntimeTypes.MESSAGE_LITE);
    public static final String OBJECT_MAPPER = name(RuntimeTypes.OBJECT_MAPPER);
    public static final String PARTS = name(RuntimeTypes.PARTS);
    public static final String PRINCIPAL = name(RuntimeTypes.PRINCIPAL);
    public static final String PROBLEM = name(RuntimeTypes.PROBLEM);
    public static final String REPEATED = name(RuntimeTypes.REPEATED);
    public static final String REPEATED_BOOLEAN = name(RuntimeTypes.REPEATED_BOOLEAN);
    public static final String REPEATED_DOUBLE = name(RuntimeTypes.REPEATED_DOUBLE);
    public static final String REPEATED_FLOAT = name(RuntimeTypes.REPEATED_FLOAT);
    public static final String REPEATED_INT = name(RuntimeTypes.REPEATED_INT);
    public static final String REPEATED_LONG = name(RuntimeTypes.REPEATED_LONG);
    public static final String REQUEST = name(RuntimeTypes.REQUEST);
    public static final String REQUEST_HEAD = name(RuntimeTypes.REQUEST_HEAD);
    public static final String REQUEST_PATH = name(RuntimeTypes.REQUEST_PATH);
    public static final String RESPONSE = name(RuntimeTypes.RESPONSE);
    public static final String ROUTER = name(RuntimeTypes.ROUTER);
    public static final String SERVER_SENT_EVENT = name(RuntimeTypes.SERVER_SENT_EVENT);
    public static final String SLICE = name(RuntimeTypes.SLICE);
    public static final String STATIC_FILE = name(RuntimeTypes.STATIC_FILE);
    public static final String STREAMED_BODY = name(RuntimeTypes.STREAMED_BODY);

    /** Prefixes of the names of runtime classes that sources may use. Annotations have another prefix. */
    public static final List<String> API = Stream.of(
                    RuntimeTypes.BYTES_PACKAGE,
                    RuntimeTypes.DISPATCH_PACKAGE,
                    RuntimeTypes.FILE_PACKAGE,
                    RuntimeTypes.FILTER_PACKAGE,
                    RuntimeTypes.HTTP_PACKAGE,
                    RuntimeTypes.JSON_PACKAGE,
                    RuntimeTypes.PROTO_PACKAGE)
            .map(name -> name + ".")
            .toList();

    private RuntimeNames() {}

    private static String name(ClassName type) {
        return type.canonicalName();
    }
}
