package dev.interlock.processor.write;

import com.palantir.javapoet.ClassName;

/**
 * Every class of the runtime and of libraries that generated code names. The processor links none of them; a test loads
 * each.
 */
final class RuntimeTypes {
    static final ClassName REQUEST_PATH = ClassName.get("dev.interlock.dispatch", "RequestPath");
    static final ClassName DISPATCH_TABLE = ClassName.get("dev.interlock.dispatch", "DispatchTable");

    static final ClassName TEXT_PATTERN = ClassName.get("dev.interlock.dispatch", "TextPattern");

    static final ClassName ROUTER = ClassName.get("dev.interlock.http", "Router");
    static final ClassName ROUTER_SOURCES = ClassName.get("dev.interlock.http", "RouterSources");
    static final ClassName ROUTE_INFO = ClassName.get("dev.interlock.http", "RouteInfo");
    static final ClassName EXECUTION = ClassName.get("dev.interlock.http", "Execution");
    static final ClassName TRAILING_SLASH_POLICY = ClassName.get("dev.interlock.http", "TrailingSlashPolicy");
    static final ClassName REQUEST = ClassName.get("dev.interlock.http", "Request");
    static final ClassName RESPONSE = ClassName.get("dev.interlock.http", "Response");
    static final ClassName FIELD_NAMES = ClassName.get("dev.interlock.http", "FieldNames");
    static final ClassName FIELDS = ClassName.get("dev.interlock.http", "Fields");
    static final ClassName PARTS = ClassName.get("dev.interlock.http", "Parts");
    static final ClassName BODY_PART = ClassName.get("dev.interlock.http", "BodyPart");
    static final ClassName MEDIA_TYPES = ClassName.get("dev.interlock.http", "MediaTypes");
    static final ClassName PROTOBUF_TYPES = ClassName.get("dev.interlock.http", "ProtobufTypes");
    static final ClassName HTTP_EXCEPTION = ClassName.get("dev.interlock.http", "HttpException");

    static final ClassName ACCESS = ClassName.get("dev.interlock.http", "Access");
    static final ClassName DECLARED_PROBLEM = ClassName.get("dev.interlock.http", "DeclaredProblem");

    static final ClassName PARAMETER = ClassName.get("dev.interlock.bind", "Parameter");
    static final ClassName PARAMETER_GROUP = ClassName.get("dev.interlock.bind", "ParameterGroup");
    static final ClassName CONVERSION = ClassName.get("dev.interlock.bind", "Conversion");

    static final ClassName CONSTRAINTS = ClassName.get("dev.interlock.validate", "Constraints");
    static final ClassName MOMENTS = ClassName.get("dev.interlock.validate", "Moments");
    static final ClassName JAKARTA_CONSTRAINT = ClassName.get("dev.interlock.validate", "JakartaConstraint");
    static final ClassName MISSING_MEMBERS = ClassName.get("dev.interlock.validate", "MissingMembers");
    static final ClassName VIOLATIONS = ClassName.get("dev.interlock.validate", "Violations");

    static final ClassName TEXT_CODEC = ClassName.get("dev.interlock.codec", "TextCodec");
    static final ClassName BYTES_CODEC = ClassName.get("dev.interlock.codec", "BytesCodec");
    static final ClassName PROTOBUF_CODEC = ClassName.get("dev.interlock.codec", "ProtobufCodec");
    static final ClassName PROTOBUF_JSON_CODEC = ClassName.get("dev.interlock.codec", "ProtobufJsonCodec");
    static final ClassName PROTOBUF_STREAM_CODEC = ClassName.get("dev.interlock.codec", "ProtobufStreamCodec");
    static final ClassName FILE_CODEC = ClassName.get("dev.interlock.file", "FileCodec");
    static final ClassName JSONB_CODEC = ClassName.get("dev.interlock.codec", "JsonbCodec");
    static final ClassName JSONB_CODECS = ClassName.get("dev.interlock.codec", "JsonbCodecs");
    static final ClassName JACKSON_CODEC = ClassName.get("dev.interlock.codec", "JacksonCodec");
    static final ClassName JACKSON_CODECS = ClassName.get("dev.interlock.codec", "JacksonCodecs");
    static final ClassName JSON_STREAM_CODEC = ClassName.get("dev.interlock.codec", "JsonStreamCodec");
    static final ClassName STREAM_CODEC = ClassName.get("dev.interlock.codec", "StreamCodec");
    static final ClassName EVENT_CODEC = ClassName.get("dev.interlock.codec", "EventCodec");
    static final ClassName FORM_CODEC = ClassName.get("dev.interlock.codec", "FormCodec");
    static final ClassName MULTIPART_CODEC = ClassName.get("dev.interlock.codec", "MultipartCodec");

    static final ClassName ENTITY_TAGS = ClassName.get("dev.interlock.codec", "EntityTags");

    static final ClassName JSON_TYPES = ClassName.get("dev.interlock.json", "JsonTypes");
    static final ClassName JSON_SHAPES = ClassName.get("dev.interlock.json", "JsonShapes");
    static final ClassName GENERIC_TYPE = ClassName.get("dev.interlock.json", "GenericType");

    static final ClassName JSONB = ClassName.get("io.avaje.jsonb", "Jsonb");
    static final ClassName OBJECT_MAPPER = ClassName.get("com.fasterxml.jackson.databind", "ObjectMapper");

    private RuntimeTypes() {}
}
