package dev.interlock.processor.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** A parameter of a handler, or a component of a record of parameters. */
public sealed interface Parameter {
    /** Returns the parameter or record component. Its simple name is the Java name. */
    Element element();

    /** Returns the shape in which the handler receives the value. */
    default Shape shape() {
        return Shape.REQUIRED;
    }

    /** Returns this parameter, or the components if this is a record of parameters. */
    default Stream<Parameter> flat() {
        return Stream.of(this);
    }

    /** Whether the parameter is a part of a multipart body, or the text of a part. */
    default boolean isPart() {
        return this instanceof File || (this instanceof Text text && text.source() == Source.PART);
    }

    /**
     * Converted text of the request.
     *
     * @param name name in the request
     * @param fallback text that replaces an absent value
     * @param marks properties that annotations set
     */
    record Text(Element element, Source source, String name, Value value, Optional<String> fallback, Set<Mark> marks)
            implements Parameter {
        public Text {
            marks = Set.copyOf(marks);
        }

        @Override
        public Shape shape() {
            return value.shape();
        }
    }

    /**
     * A part of a multipart body, without conversion.
     *
     * @param shape {@code REQUIRED}, {@code NULLABLE}, {@code OPTIONAL} or {@code LIST}
     */
    record File(Element element, String name, Shape shape) implements Parameter {}

    /**
     * Attribute of the request, set by a filter.
     *
     * @param type type without its wrapper
     * @param shape {@code REQUIRED}, {@code NULLABLE} or {@code OPTIONAL}
     */
    record Attribute(Element element, String name, TypeMirror type, Shape shape) implements Parameter {}

    /**
     * Principal of the request.
     *
     * @param type type without its wrapper
     * @param shape {@code REQUIRED}, {@code NULLABLE} or {@code OPTIONAL}
     */
    record Principal(Element element, TypeMirror type, Shape shape) implements Parameter {}

    /**
     * The body of the request.
     *
     * @param type type with its wrapper
     * @param value type without wrapper
     * @param shape {@code REQUIRED}, or for JSON and messages {@code NULLABLE} or {@code OPTIONAL}
     * @param json declared JSON if the body is JSON
     */
    record Body(
            Element element, TypeMirror type, TypeMirror value, BodyType bodyType, Shape shape, Optional<JsonBody> json)
            implements Parameter {}

    /**
     * An object through which the handler writes the response body.
     *
     * @param type a {@code @ProtoWriter} interface
     */
    record Writer(Element element, TypeElement type) implements Parameter {}

    /** A record whose components are parameters. */
    record Group(Element element, DeclaredType type, List<Parameter> components) implements Parameter {
        public Group {
            components = List.copyOf(components);
        }

        @Override
        public Stream<Parameter> flat() {
            return components.stream().flatMap(Parameter::flat);
        }
    }

    /** The request itself. */
    record Request(Element element) implements Parameter {}

    /** The response itself. */
    record Response(Element element) implements Parameter {}

    /** Properties of a text that annotations set. */
    enum Mark {
        /** Problem responses must not repeat the value. */
        SECRET,
        /** The value comes from a catch-all. It may have dot segments between encoded slashes. */
        DOT_SEGMENTS
    }

    /** Source of a parameter's text. */
    enum Source {
        PATH,
        QUERY,
        HEADER,
        COOKIE,
        FORM,
        PART
    }

    /** Shape in which the handler receives a value: plain, nullable, in an optional, or in a collection. */
    enum Shape {
        REQUIRED,
        NULLABLE,
        OPTIONAL,
        OPTIONAL_INT,
        OPTIONAL_LONG,
        OPTIONAL_DOUBLE,
        LIST,
        SET,
        ARRAY;

        /** Whether the parameter collects every occurrence, including none. */
        public boolean collects() {
            return this == LIST || this == SET || this == ARRAY;
        }
    }

    /**
     * Value that text is converted to.
     *
     * @param type type of one value, without its wrapper or collection
     */
    record Value(TypeMirror type, Conversion conversion, Shape shape) {}

    /** Conversion of text to a value. */
    sealed interface Conversion {
        /**
         * A conversion of the runtime.
         *
         * @param constant name of the constant in the runtime's {@code Conversion}
         */
        record Known(String constant) implements Conversion {}

        /** The enum constant with the name in the text. */
        record EnumConstant() implements Conversion {}

        /** A static method of the type that takes a {@code String}. */
        record Factory(String method) implements Conversion {}

        /** A constructor of the type that takes a {@code String}. */
        record Constructor() implements Conversion {}
    }

    /** Kinds of bodies. */
    enum BodyType {
        STRING(Codec.TEXT),
        CHARACTERS(Codec.TEXT),
        BYTES(Codec.BYTES),
        SLICE(Codec.BYTES),
        MESSAGE(Codec.PROTOBUF),
        /** A message without descriptors. */
        LITE_MESSAGE(Codec.PROTOBUF),
        /** An interface that reads a message in place. */
        VIEW(Codec.PROTOBUF),
        JSON(Codec.JSON),
        PUBLISHER(Codec.STREAM),
        /** A publisher of values that arrive as lines of JSON. */
        JSON_LINES(Codec.JSON_LINES),
        INPUT_STREAM(Codec.STREAM);

        private final Codec codec;

        BodyType(Codec codec) {
            this.codec = codec;
        }

        /** Returns the default codec. */
        public Codec codec() {
            return codec;
        }

        /** Whether a missing body differs from an empty one. */
        public boolean mayBeAbsent() {
            return codec == Codec.JSON || codec == Codec.PROTOBUF;
        }

        /** Returns all codecs that can read the body. The default codec comes first. */
        public List<Codec> codecs() {
            return this == MESSAGE ? List.of(codec, Codec.PROTOBUF_JSON) : List.of(codec);
        }
    }
}
