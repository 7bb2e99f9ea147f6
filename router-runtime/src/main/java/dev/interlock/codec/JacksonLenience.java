package dev.interlock.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.PropertyName;
import com.fasterxml.jackson.databind.deser.AbstractDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBuilder;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.CreatorProperty;
import com.fasterxml.jackson.databind.deser.NullValueProvider;
import com.fasterxml.jackson.databind.deser.SettableBeanProperty;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.deser.impl.PropertyValueBuffer;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.module.SimpleValueInstantiators;
import com.fasterxml.jackson.databind.util.AccessPattern;
import com.fasterxml.jackson.databind.util.ClassUtil;
import com.fasterxml.jackson.databind.util.NameTransformer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets Jackson read on where a required member is missing: it is noted in {@link JacksonNotes}, and is null, 0 or false.
 * Jackson's own exceptions tell which members are required, so that all rules of the mapper hold.
 */
final class JacksonLenience extends BeanDeserializerModifier {
    private static final long serialVersionUID = 1L;

    /** The value of a missing member. */
    private static @Nullable Object placeholder(JavaType type) {
        return type.isPrimitive() ? ClassUtil.defaultValue(type.getRawClass()) : null;
    }

    @Override
    public BeanDeserializerBuilder updateBuilder(
            DeserializationConfig config, BeanDescription type, BeanDeserializerBuilder builder) {
        List<SettableBeanProperty> members = new ArrayList<>();
        builder.getProperties().forEachRemaining(members::add);
        for (SettableBeanProperty member : members) {
            // No other member of a class is required.
            if (member.getType().isPrimitive() && !(member instanceof CreatorProperty)) {
                builder.addOrReplaceProperty(new Member(member), true);
            }
        }
        return builder;
    }

    @Override
    public JsonDeserializer<?> modifyDeserializer(
            DeserializationConfig config, BeanDescription type, JsonDeserializer<?> standard) {
        // An application may have wrapped the one for a class, or may read the class itself.
        boolean readsObjects = !ClassUtil.isJacksonStdImpl(standard) && !(standard instanceof AbstractDeserializer);
        return readsObjects ? new Place(standard) : standard;
    }

    /** Knows the place of each object. */
    private static final class Place extends DelegatingDeserializer {
        private static final long serialVersionUID = 1L;

        Place(JsonDeserializer<?> standard) {
            super(standard);
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> standard) {
            return new Place(standard);
        }

        /** The members are those of the object around it, and so is the place. */
        @Override
        // What reads one class reads objects.
        @SuppressWarnings("unchecked")
        public JsonDeserializer<Object> unwrappingDeserializer(NameTransformer names) {
            return (JsonDeserializer<Object>) getDelegatee().unwrappingDeserializer(names);
        }

        @Override
        public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JacksonNotes notes = JacksonNotes.of(context);
            if (notes == null) {
                return super.deserialize(parser, context);
            }
            notes.begin(parser, context);
            try {
                return super.deserialize(parser, context);
            } catch (ValueInstantiationException | RuntimeException | AssertionError e) {
                // A builder or a creator that takes another object has got one that lacks members.
                if (!notes.isDueToMissingAtEnd(context, parser, e)) {
                    throw e;
                }
                return null;
            } finally {
                notes.end();
            }
        }

        @Override
        public @Nullable Object deserialize(JsonParser parser, DeserializationContext context, Object target)
                throws IOException {
            JacksonNotes notes = JacksonNotes.of(context);
            if (notes == null) {
                return super.deserialize(parser, context, target);
            }
            notes.begin(parser, context);
            try {
                return super.deserialize(parser, context, target);
            } finally {
                notes.end();
            }
        }
    }

    /** Finds the types whose constructors take members. */
    static final class Instantiators extends SimpleValueInstantiators {
        private static final long serialVersionUID = 1L;

        @Override
        public ValueInstantiator findValueInstantiator(
                DeserializationConfig config, BeanDescription type, ValueInstantiator standard) {
            SettableBeanProperty[] members = standard.getFromObjectArguments(config);
            return members == null ? standard : new Instantiator(standard, members);
        }
    }

    /** Calls a constructor or factory method even if members are missing. */
    private static final class Instantiator extends ValueInstantiator.Delegating {
        private static final long serialVersionUID = 1L;
        private final SettableBeanProperty[] members;

        Instantiator(ValueInstantiator standard, SettableBeanProperty[] standardMembers) {
            super(standard);
            members = standardMembers.clone();
            for (int i = 0; i < members.length; i++) {
                if (members[i] instanceof CreatorProperty member) {
                    members[i] = new Component(member);
                }
            }
        }

        // Jackson replaces its elements.
        @SuppressWarnings("EI_EXPOSE_REP")
        @Override
        public SettableBeanProperty[] getFromObjectArguments(DeserializationConfig config) {
            return members;
        }

        @Override
        public @Nullable Object createFromObjectWith(
                DeserializationContext context, SettableBeanProperty[] parameters, PropertyValueBuffer values)
                throws IOException {
            JacksonNotes notes = JacksonNotes.ofPlace(context);
            if (notes == null) {
                return super.createFromObjectWith(context, parameters, values);
            }
            for (SettableBeanProperty parameter : parameters) {
                if (!values.hasParameter(parameter)) {
                    values.assignParameter(parameter, absent(notes, context, parameter, values));
                }
            }
            try {
                return super.createFromObjectWith(context, parameters, values);
            } catch (ValueInstantiationException | MismatchedInputException | RuntimeException e) {
                if (!notes.isDueToMissing(context, e)) {
                    throw e;
                }
                return null;
            }
        }

        private static @Nullable Object absent(
                JacksonNotes notes,
                DeserializationContext context,
                SettableBeanProperty parameter,
                PropertyValueBuffer values)
                throws JsonMappingException {
            try {
                return values.getParameter(parameter);
            } catch (MismatchedInputException e) {
                notes.absent(context, parameter.getName());
                return placeholder(parameter.getType());
            }
        }
    }

    /** A parameter of a constructor or factory method. */
    private static final class Component extends CreatorProperty {
        private static final long serialVersionUID = 1L;

        Component(CreatorProperty standard) {
            super(standard, standard.getFullName());
        }

        private Component(Component standard, PropertyName name) {
            super(standard, name);
        }

        private Component(Component standard, JsonDeserializer<?> deserializer, NullValueProvider nulls) {
            super(standard, deserializer, new Nulls(nulls, standard.getName(), standard.getType()));
        }

        @Override
        public SettableBeanProperty withName(PropertyName name) {
            return new Component(this, name);
        }

        @Override
        public SettableBeanProperty withValueDeserializer(JsonDeserializer<?> deserializer) {
            NullValueProvider nulls = _nullProvider instanceof Nulls noting ? noting.standard : _nullProvider;
            return new Component(this, deserializer, nulls == _valueDeserializer ? deserializer : nulls);
        }

        @Override
        public SettableBeanProperty withNullProvider(NullValueProvider nulls) {
            return new Component(this, _valueDeserializer, nulls);
        }
    }

    /** The value of a parameter that is null. */
    private static final class Nulls implements NullValueProvider {
        private final NullValueProvider standard;
        private final String name;
        private final JavaType type;

        Nulls(NullValueProvider standard, String name, JavaType type) {
            this.standard = standard;
            this.name = name;
            this.type = type;
        }

        @Override
        public @Nullable Object getNullValue(DeserializationContext context) throws JsonMappingException {
            try {
                return standard.getNullValue(context);
            } catch (MismatchedInputException e) {
                JacksonNotes notes = JacksonNotes.ofPlace(context);
                if (notes == null) {
                    throw e;
                }
                notes.isNull(context, name);
                return placeholder(type);
            }
        }

        @Override
        public @Nullable Object getAbsentValue(DeserializationContext context) throws JsonMappingException {
            return standard.getAbsentValue(context);
        }

        @Override
        public AccessPattern getNullAccessPattern() {
            return standard.getNullAccessPattern();
        }
    }

    /** A primitive field, or the parameter of a setter. */
    private static final class Member extends SettableBeanProperty.Delegating {
        private static final long serialVersionUID = 1L;

        Member(SettableBeanProperty standard) {
            super(standard);
        }

        @Override
        protected SettableBeanProperty withDelegate(SettableBeanProperty standard) {
            return new Member(standard);
        }

        @Override
        public void deserializeAndSet(JsonParser parser, DeserializationContext context, Object bean)
                throws IOException {
            deserializeSetAndReturn(parser, context, bean);
        }

        @Override
        public Object deserializeSetAndReturn(JsonParser parser, DeserializationContext context, Object bean)
                throws IOException {
            boolean isNull = parser.hasToken(JsonToken.VALUE_NULL);
            try {
                return super.deserializeSetAndReturn(parser, context, bean);
            } catch (MismatchedInputException e) {
                JacksonNotes notes = JacksonNotes.ofPlace(context);
                if (!isNull || notes == null) {
                    throw e;
                }
                notes.isNull(context, getName());
                return bean;
            }
        }
    }
}
