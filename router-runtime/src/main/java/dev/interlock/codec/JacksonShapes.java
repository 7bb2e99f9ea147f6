package dev.interlock.codec;

import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.BeanDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBase;
import com.fasterxml.jackson.databind.deser.BuilderBasedDeserializer;
import com.fasterxml.jackson.databind.deser.DefaultDeserializationContext;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.deser.std.ContainerDeserializerBase;
import com.fasterxml.jackson.databind.deser.std.ReferenceTypeDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDelegatingDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import com.fasterxml.jackson.databind.jsontype.impl.AsArrayTypeDeserializer;
import com.fasterxml.jackson.databind.jsontype.impl.AsExternalTypeDeserializer;
import com.fasterxml.jackson.databind.jsontype.impl.AsPropertyTypeDeserializer;
import com.fasterxml.jackson.databind.jsontype.impl.AsWrapperTypeDeserializer;
import com.fasterxml.jackson.databind.jsontype.impl.TypeDeserializerBase;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Shapes of the types that one mapper reads. Only Jackson's own deserializers are looked into: nobody knows what another
 * reads. Safe for use by several threads.
 */
final class JacksonShapes {
    private static final Set<Class<?>> TYPES = Set.of(
            AsPropertyTypeDeserializer.class,
            AsExternalTypeDeserializer.class,
            AsWrapperTypeDeserializer.class,
            AsArrayTypeDeserializer.class);

    private final ObjectMapper mapper;
    private final Map<JavaType, JacksonShape> types = new ConcurrentHashMap<>();
    private final Map<BeanDeserializerBase, JacksonShape> beans = new ConcurrentHashMap<>();

    JacksonShapes(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** Context for finding shapes. For one text. */
    DeserializationContext context() {
        DefaultDeserializationContext blueprint = (DefaultDeserializationContext) mapper.getDeserializationContext();
        return blueprint.createInstance(mapper.getDeserializationConfig(), null, mapper.getInjectableValues());
    }

    /** Shape of a body. */
    JacksonShape ofBody(JavaType type, DeserializationContext context) {
        return context.isEnabled(DeserializationFeature.UNWRAP_ROOT_VALUE) ? JacksonShape.UNKNOWN : of(type, context);
    }

    /** Shape of a value that no property holds. */
    private JacksonShape of(JavaType type, DeserializationContext context) {
        JacksonShape known = types.get(type);
        // Not computeIfAbsent: the code may come here again.
        if (known == null) {
            known = of(type, null, false, context);
            types.put(type, known);
        }
        return known;
    }

    private JacksonShape of(
            JavaType type,
            @Nullable BeanProperty property,
            boolean refusesNullElements,
            DeserializationContext context) {
        try {
            TypeDeserializer named = type.getTypeHandler();
            return of(
                    named == null ? context.getFactory().findTypeDeserializer(context.getConfig(), type) : named,
                    context.findContextualValueDeserializer(type, property),
                    property,
                    refusesNullElements,
                    context);
        } catch (JsonMappingException e) {
            return JacksonShape.UNKNOWN;
        }
    }

    /**
     * Shape of a value.
     *
     * @param named what reads the name of its type, or null
     * @param property that holds it, or null
     * @param refusesNullElements whether null is no element of it, nor of arrays and maps in it
     */
    JacksonShape of(
            @Nullable TypeDeserializer named,
            JsonDeserializer<?> standard,
            @Nullable BeanProperty property,
            boolean refusesNullElements,
            DeserializationContext context) {
        if (named != null) {
            return named instanceof TypeDeserializerBase standardNamed && TYPES.contains(named.getClass())
                    ? new JacksonShape.Typed(standardNamed)
                    : JacksonShape.UNKNOWN;
        }
        if (standard.getClass() == StdDelegatingDeserializer.class) {
            return of(null, standard.getDelegatee(), property, refusesNullElements, context);
        }
        if (standard.getClass() == BeanDeserializer.class || standard.getClass() == BuilderBasedDeserializer.class) {
            return ofBean((BeanDeserializerBase) standard, context);
        }
        boolean isOther = standard instanceof BeanDeserializerBase
                || !standard.getClass().getName().startsWith("com.fasterxml.jackson.");
        if (isOther) {
            return JacksonShape.UNKNOWN;
        }
        if (standard instanceof ReferenceTypeDeserializer<?> optional) {
            return of(optional.getValueType().getContentType(), property, refusesNullElements, context);
        }
        return standard instanceof ContainerDeserializerBase<?> container
                ? ofContainer(container, property, refusesNullElements, context)
                : ofPlainArray(standard.handledType(), refusesNullElements, context);
    }

    private JacksonShape ofBean(BeanDeserializerBase standard, DeserializationContext context) {
        ValueInstantiator instantiator = standard.getValueInstantiator();
        if (instantiator.canCreateUsingDelegate()) {
            return ofDelegate(standard, instantiator.getDelegateType(context.getConfig()), context);
        }
        JacksonShape known = beans.get(standard);
        if (known == null) {
            known = new JacksonShape.Members(new JacksonBean(standard, context));
            beans.put(standard, known);
        }
        return known;
    }

    /** Shape of what an object is made of. The object may be in there again: then the shape is unknown. */
    private JacksonShape ofDelegate(
            BeanDeserializerBase standard, @Nullable JavaType delegate, DeserializationContext context) {
        if (delegate == null || context.getAttribute(standard) != null) {
            return JacksonShape.UNKNOWN;
        }
        context.setAttribute(standard, delegate);
        JacksonShape shape = of(delegate, context);
        context.setAttribute(standard, null);
        return shape;
    }

    private JacksonShape ofContainer(
            ContainerDeserializerBase<?> standard,
            @Nullable BeanProperty property,
            boolean refusesNullElements,
            DeserializationContext context) {
        ValueInstantiator instantiator = standard.getValueInstantiator();
        boolean isMadeOtherwise = instantiator != null
                && (instantiator.canCreateFromObjectWith() || instantiator.canCreateUsingDelegate());
        JavaType content = standard.getContentType();
        if (isMadeOtherwise || content == null) {
            return JacksonShape.UNKNOWN;
        }
        JsonDeserializer<?> reader = standard.getContentDeserializer();
        TypeDeserializer named = content.getTypeHandler();
        JacksonShape element = reader == null
                ? of(content, property, refusesNullElements, context)
                : of(named, reader, property, refusesNullElements, context);
        return new JacksonShape.Elements(
                standard.logicalType() == LogicalType.Map ? '{' : '[', element, refusesNullElements);
    }

    /** Arrays of primitive values and strings. */
    private static JacksonShape ofPlainArray(
            @Nullable Class<?> type, boolean refusesNullElements, DeserializationContext context) {
        if (type == null || !type.isArray()) {
            return JacksonShape.ANY;
        }
        boolean refusesNull = refusesNullElements
                || (type.getComponentType().isPrimitive()
                        && context.isEnabled(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES));
        return new JacksonShape.Elements('[', JacksonShape.ANY, refusesNull);
    }

    /**
     * Shape of a value whose type has a name.
     *
     * @param name null if there is none
     */
    JacksonShape named(TypeDeserializerBase named, @Nullable String name, DeserializationContext context) {
        try {
            JavaType type = name == null ? null : named.getTypeIdResolver().typeFromId(context, name);
            JavaType known = type == null ? byDefault(named, context) : type;
            if (known == null) {
                return JacksonShape.UNKNOWN;
            }
            JavaType base = named.baseType();
            boolean isSpecialized = base != null && base.getClass() == known.getClass() && !known.hasGenericTypes();
            JavaType whole = isSpecialized ? context.constructSpecializedType(base, known.getRawClass()) : known;
            return of(null, context.findContextualValueDeserializer(whole, null), null, false, context);
        } catch (IOException | IllegalArgumentException e) {
            return JacksonShape.UNKNOWN;
        }
    }

    private static @Nullable JavaType byDefault(TypeDeserializerBase named, DeserializationContext context) {
        Class<?> type = named.getDefaultImpl();
        return type == null ? null : context.constructType(type);
    }
}
