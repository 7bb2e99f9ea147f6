package dev.interlock.processor.write.proto;

import com.palantir.javapoet.ClassName;

/**
 * Every class of the runtime that generated decoders and encoders name. The processor links none of them; a test loads
 * each.
 */
final class ProtoTypes {
    static final ClassName REQUEST = ClassName.get("dev.interlock.http", "Request");
    static final ClassName RESPONSE = ClassName.get("dev.interlock.http", "Response");
    static final ClassName PROTOBUF_TYPES = ClassName.get("dev.interlock.http", "ProtobufTypes");
    static final ClassName REQUEST_KEY = ClassName.get("dev.interlock.http", "RequestKey");
    static final ClassName BYTE_WRITER = ClassName.get("dev.interlock.bytes", "ByteWriter");
    static final ClassName SLICE = ClassName.get("dev.interlock.bytes", "Slice");

    static final ClassName WIRE_TYPE = ClassName.get("dev.interlock.proto", "WireType");
    static final ClassName MESSAGE_TYPE = ClassName.get("dev.interlock.proto", "MessageType");
    static final ClassName MESSAGE_ENCODER = ClassName.get("dev.interlock.proto", "MessageEncoder");
    static final ClassName PACKED_FIELDS = ClassName.get("dev.interlock.proto", "PackedFields");
    static final ClassName NESTED = ClassName.get("dev.interlock.proto", "Nested");
    static final ClassName ENUM_NUMBERS = ClassName.get("dev.interlock.proto", "EnumNumbers");
    static final ClassName SCOPED_ENCODER = ClassName.get("dev.interlock.proto", "ScopedEncoder");

    static final ClassName MALFORMED_MESSAGE = ClassName.get("dev.interlock.proto", "MalformedMessageException");
    static final ClassName WIRE = ClassName.get("dev.interlock.proto", "Wire");
    static final ClassName TAPE = ClassName.get("dev.interlock.proto", "Tape");
    static final ClassName SCALARS = ClassName.get("dev.interlock.proto", "Scalars");
    static final ClassName PACKED = ClassName.get("dev.interlock.proto", "Packed");
    static final ClassName RANGES = ClassName.get("dev.interlock.proto", "Ranges");
    static final ClassName SLOTS = ClassName.get("dev.interlock.proto", "Slots");
    static final ClassName TEXT = ClassName.get("dev.interlock.proto", "Text");
    static final ClassName CLOSED_ENUM = ClassName.get("dev.interlock.proto", "ClosedEnum");
    static final ClassName RECORD_VIEW = ClassName.get("dev.interlock.proto", "RecordView");
    static final ClassName VIEW_TEXT = ClassName.get("dev.interlock.proto", "ViewText");
    static final ClassName COPIED_VIEW = ClassName.get("dev.interlock.proto", "CopiedView");
    static final ClassName COPIES = ClassName.get("dev.interlock.proto", "Copies");
    static final ClassName SCOPED_VIEW = ClassName.get("dev.interlock.proto", "ScopedView");
    static final ClassName REPEATED = ClassName.get("dev.interlock.proto", "Repeated");
    static final ClassName ENTRIES = ClassName.get("dev.interlock.proto", "Entries");
    static final ClassName REPEATED_INT = ClassName.get("dev.interlock.proto", "RepeatedInt");
    static final ClassName REPEATED_LONG = ClassName.get("dev.interlock.proto", "RepeatedLong");
    static final ClassName REPEATED_FLOAT = ClassName.get("dev.interlock.proto", "RepeatedFloat");
    static final ClassName REPEATED_DOUBLE = ClassName.get("dev.interlock.proto", "RepeatedDouble");
    static final ClassName REPEATED_BOOLEAN = ClassName.get("dev.interlock.proto", "RepeatedBoolean");
    static final ClassName INT_ELEMENTS = ClassName.get("dev.interlock.proto", "IntElements");
    static final ClassName LONG_ELEMENTS = ClassName.get("dev.interlock.proto", "LongElements");
    static final ClassName FLOAT_ELEMENTS = ClassName.get("dev.interlock.proto", "FloatElements");
    static final ClassName DOUBLE_ELEMENTS = ClassName.get("dev.interlock.proto", "DoubleElements");
    static final ClassName BOOLEAN_ELEMENTS = ClassName.get("dev.interlock.proto", "BooleanElements");
    static final ClassName TEXT_ELEMENTS = ClassName.get("dev.interlock.proto", "TextElements");
    static final ClassName STRING_ELEMENTS = ClassName.get("dev.interlock.proto", "StringElements");
    static final ClassName SLICE_ELEMENTS = ClassName.get("dev.interlock.proto", "SliceElements");
    static final ClassName BYTES_ELEMENTS = ClassName.get("dev.interlock.proto", "BytesElements");
    static final ClassName ENUM_ELEMENTS = ClassName.get("dev.interlock.proto", "EnumElements");
    static final ClassName RECORD_ELEMENTS = ClassName.get("dev.interlock.proto", "RecordElements");
    static final ClassName MAP_ENTRIES = ClassName.get("dev.interlock.proto", "MapEntries");
    static final ClassName MAP_KEYS = MAP_ENTRIES.nestedClass("Keys");

    private ProtoTypes() {}
}
