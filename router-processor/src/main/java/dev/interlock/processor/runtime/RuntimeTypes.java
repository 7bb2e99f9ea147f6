package dev.interlock.processor.runtime;

import com.palantir.javapoet.ClassName;

/**
 * Names of the runtime's classes that the processor knows, and of some classes of libraries. The processor does not
 * link these classes. Each of these names is written only here. A test loads each class.
 */
public final class RuntimeTypes {
    static final String INTERLOCK_PACKAGE = "dev.interlock";
    static final String ANNOTATION_PACKAGE = "dev.interlock.annotation";
    static final String FILTER_PACKAGE = "dev.interlock.filter";
    static final String BYTES_PACKAGE = "dev.interlock.bytes";
    static final String DISPATCH_PACKAGE = "dev.interlock.generated.dispatch";
    static final String BIND_PACKAGE = "dev.interlock.generated.bind";
    static final String HTTP_PACKAGE = "dev.interlock.http";
    static final String FILE_PACKAGE = "dev.interlock.file";
    static final String CODEC_PACKAGE = "dev.interlock.generated.codec";
    static final String JSON_PACKAGE = "dev.interlock.json";
    static final String JSONB_PACKAGE = "dev.interlock.jsonb";
    static final String JACKSON_PACKAGE = "dev.interlock.jackson";
    static final String PROTOBUF_PACKAGE = "dev.interlock.protobuf";
    static final String VALIDATE_PACKAGE = "dev.interlock.generated.validate";
    static final String JAKARTA_PACKAGE = "dev.interlock.generated.validate.jakarta";
    static final String PROTO_PACKAGE = "dev.interlock.proto";
    /** Package of the classes that generated views and writers use. */
    static final String VIEW_PACKAGE = "dev.interlock.generated.proto";

    public static final ClassName BYTE_WRITER = ClassName.get(BYTES_PACKAGE, "ByteWriter");
    public static final ClassName SLICE = ClassName.get(BYTES_PACKAGE, "Slice");
    public static final ClassName ASCII_VIEW = ClassName.get(BYTES_PACKAGE, "AsciiView");

    public static final ClassName REQUEST_PATH = ClassName.get(DISPATCH_PACKAGE, "RequestPath");
    public static final ClassName DISPATCH_TABLE = ClassName.get(DISPATCH_PACKAGE, "DispatchTable");

    public static final ClassName PARAMETER = ClassName.get(BIND_PACKAGE, "Parameter");
    public static final ClassName CONVERSION = ClassName.get(BIND_PACKAGE, "Conversion");

    public static final ClassName ROUTER = ClassName.get(HTTP_PACKAGE, "Router");
    public static final ClassName ROUTE_INFO = ClassName.get(HTTP_PACKAGE, "RouteInfo");
    public static final ClassName EXECUTION = ClassName.get(HTTP_PACKAGE, "Execution");
    public static final ClassName TRAILING_SLASH = ClassName.get(ANNOTATION_PACKAGE, "TrailingSlash");
    public static final ClassName REQUEST = ClassName.get(HTTP_PACKAGE, "Request");
    public static final ClassName RESPONSE = ClassName.get(HTTP_PACKAGE, "Response");
    public static final ClassName FIELD_NAMES = ClassName.get(HTTP_PACKAGE, "FieldNames");
    public static final ClassName FIELDS = ClassName.get(HTTP_PACKAGE, "Fields");
    public static final ClassName PARTS = ClassName.get(HTTP_PACKAGE, "Parts");
    public static final ClassName BODY_PART = ClassName.get(HTTP_PACKAGE, "BodyPart");
    public static final ClassName HTTP_EXCEPTION = ClassName.get(HTTP_PACKAGE, "HttpException");
    public static final ClassName FILTER = ClassName.get(HTTP_PACKAGE, "Filter");
    public static final ClassName ASYNC_FILTER = ClassName.get(HTTP_PACKAGE, "AsyncFilter");
    public static final ClassName FILTER_CALLS = ClassName.get("dev.interlock.generated.filter", "FilterCalls");
    public static final ClassName FILTER_FACTORY = ClassName.get(HTTP_PACKAGE, "FilterFactory");
    public static final ClassName DECOMPRESSION = ClassName.get(FILTER_PACKAGE, "Decompression");
    public static final ClassName PRINCIPAL = ClassName.get(HTTP_PACKAGE, "Principal");
    public static final ClassName PROBLEM = ClassName.get(HTTP_PACKAGE, "Problem");
    public static final ClassName SERVER_SENT_EVENT = ClassName.get(HTTP_PACKAGE, "ServerSentEvent");
    public static final ClassName REQUEST_HEAD = ClassName.get(HTTP_PACKAGE, "RequestHead");
    public static final ClassName STREAMED_BODY = ClassName.get(HTTP_PACKAGE, "StreamedBody");

    public static final ClassName STATIC_FILE = ClassName.get(FILE_PACKAGE, "StaticFile");

    public static final ClassName BODIES = ClassName.get(CODEC_PACKAGE, "Bodies");
    public static final ClassName RESULTS = ClassName.get(CODEC_PACKAGE, "Results");
    public static final ClassName PROTOBUF_CODEC = ClassName.get(PROTOBUF_PACKAGE, "ProtobufCodec");
    public static final ClassName PROTOBUF_JSON_CODEC = ClassName.get(PROTOBUF_PACKAGE, "ProtobufJsonCodec");
    public static final ClassName PROTOBUF_STREAM_CODEC = ClassName.get(PROTOBUF_PACKAGE, "ProtobufStreamCodec");
    public static final ClassName JSONB_CODEC = ClassName.get(JSONB_PACKAGE, "JsonbCodec");
    public static final ClassName JSONB_CODECS = ClassName.get(JSONB_PACKAGE, "JsonbCodecs");
    public static final ClassName JACKSON_CODEC = ClassName.get(JACKSON_PACKAGE, "JacksonCodec");
    public static final ClassName JACKSON_CODECS = ClassName.get(JACKSON_PACKAGE, "JacksonCodecs");
    public static final ClassName JSON_STREAM_CODEC = ClassName.get(JSON_PACKAGE, "JsonStreamCodec");

    public static final ClassName JSON_TYPES = ClassName.get(JSON_PACKAGE, "JsonTypes");
    public static final ClassName JSON_SHAPES = ClassName.get(JSON_PACKAGE, "JsonShapes");
    public static final ClassName GENERIC_TYPE = ClassName.get(JSON_PACKAGE, "GenericType");

    public static final ClassName CONSTRAINTS = ClassName.get(VALIDATE_PACKAGE, "Constraints");
    public static final ClassName JAKARTA_CONSTRAINT = ClassName.get(JAKARTA_PACKAGE, "JakartaConstraint");
    public static final ClassName MISSING_MEMBERS = ClassName.get(VALIDATE_PACKAGE, "MissingMembers");
    public static final ClassName VIOLATIONS = ClassName.get(VALIDATE_PACKAGE, "Violations");

    public static final ClassName MESSAGE_ENCODER = ClassName.get(VIEW_PACKAGE, "MessageEncoder");
    public static final ClassName NESTED = ClassName.get(VIEW_PACKAGE, "Nested");
    public static final ClassName WIRE = ClassName.get(VIEW_PACKAGE, "Wire");
    public static final ClassName TAPE = ClassName.get(VIEW_PACKAGE, "Tape");
    public static final ClassName RECORD_VIEW = ClassName.get(VIEW_PACKAGE, "RecordView");
    public static final ClassName VIEW_TEXT = ClassName.get(VIEW_PACKAGE, "ViewText");
    public static final ClassName COPIED_VIEW = ClassName.get(VIEW_PACKAGE, "CopiedView");
    public static final ClassName REPEATED = ClassName.get(PROTO_PACKAGE, "Repeated");
    public static final ClassName ENTRIES = ClassName.get(PROTO_PACKAGE, "Entries");
    public static final ClassName REPEATED_INT = ClassName.get(PROTO_PACKAGE, "RepeatedInt");
    public static final ClassName REPEATED_LONG = ClassName.get(PROTO_PACKAGE, "RepeatedLong");
    public static final ClassName REPEATED_FLOAT = ClassName.get(PROTO_PACKAGE, "RepeatedFloat");
    public static final ClassName REPEATED_DOUBLE = ClassName.get(PROTO_PACKAGE, "RepeatedDouble");
    public static final ClassName REPEATED_BOOLEAN = ClassName.get(PROTO_PACKAGE, "RepeatedBoolean");
    public static final ClassName JSONB = ClassName.get("io.avaje.jsonb", "Jsonb");
    public static final ClassName OBJECT_MAPPER = ClassName.get("com.fasterxml.jackson.databind", "ObjectMapper");
    public static final ClassName BYTE_BUF = ClassName.get("io.netty.buffer", "ByteBuf");
    public static final ClassName MESSAGE = ClassName.get("com.google.protobuf", "Message");
    public static final ClassName JSON_FORMAT = ClassName.get("com.google.protobuf.util", "JsonFormat");
    public static final ClassName MESSAGE_LITE = ClassName.get("com.google.protobuf", "MessageLite");

    private RuntimeTypes() {}
}
