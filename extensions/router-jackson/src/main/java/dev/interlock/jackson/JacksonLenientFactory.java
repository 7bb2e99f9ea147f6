package dev.interlock.jackson;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.cfg.DeserializerFactoryConfig;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBuilder;
import com.fasterxml.jackson.databind.deser.BeanDeserializerFactory;
import com.fasterxml.jackson.databind.deser.DeserializerFactory;
import com.fasterxml.jackson.databind.deser.SettableBeanProperty;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.type.ArrayType;
import com.fasterxml.jackson.databind.type.CollectionLikeType;
import com.fasterxml.jackson.databind.type.CollectionType;
import com.fasterxml.jackson.databind.type.MapLikeType;
import com.fasterxml.jackson.databind.type.MapType;
import com.fasterxml.jackson.databind.type.ReferenceType;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Creates the deserializers of a {@link JacksonLenientMapper}. They record missing members. */
final class JacksonLenientFactory extends BeanDeserializerFactory {
    private static final long serialVersionUID = 1L;

    private final transient JacksonRules rules;

    JacksonLenientFactory(DeserializerFactoryConfig config, JacksonRules rules) {
        super(config);
        this.rules = rules;
    }

    @Override
    public DeserializerFactory withConfig(DeserializerFactoryConfig config) {
        return new JacksonLenientFactory(config, rules);
    }

    @Override
    protected void addBeanProps(DeserializationContext context, BeanDescription type, BeanDeserializerBuilder builder)
            throws JsonMappingException {
        super.addBeanProps(context, type, builder);
        ValueInstantiator strict = builder.getValueInstantiator();
        SettableBeanProperty[] parameters = strict.getFromObjectArguments(context.getConfig());
        IdentityHashMap<SettableBeanProperty, SettableBeanProperty> lenient = new IdentityHashMap<>();
        if (parameters != null) {
            JacksonLenientMember[] members = new JacksonLenientMember[parameters.length];
            SettableBeanProperty[] copies = new SettableBeanProperty[parameters.length];
            for (int i = 0; i < parameters.length; i++) {
                members[i] = new JacksonLenientMember(parameters[i], rules);
                copies[i] = parameters[i].withNullProvider(members[i]);
                lenient.put(parameters[i], copies[i]);
            }
            builder.setValueInstantiator(new JacksonLenientInstantiator(strict, copies, members));
        }
        List<SettableBeanProperty> properties = new ArrayList<>();
        builder.getProperties().forEachRemaining(properties::add);
        // The same parameter must give the same property, because Jackson compares them by identity.
        properties.forEach(it -> builder.addOrReplaceProperty(lenient.computeIfAbsent(it, this::lenient), true));
    }

    private SettableBeanProperty lenient(SettableBeanProperty property) {
        return property.withNullProvider(new JacksonLenientMember(property, rules));
    }

    private @Nullable JsonDeserializer<Object> lenient(@Nullable JsonDeserializer<?> strict) {
        return strict == null ? null : new JacksonLenientDeserializer(strict, rules, null);
    }

    @Override
    public @Nullable JsonDeserializer<Object> createBeanDeserializer(
            DeserializationContext context, JavaType type, BeanDescription description) throws JsonMappingException {
        JsonDeserializer<Object> strict = super.createBeanDeserializer(context, type, description);
        // Objects without a declared type have no rules about members. Jackson's own deserializer reads them fastest.
        return type.isJavaLangObject() ? strict : lenient(strict);
    }

    @Override
    public @Nullable JsonDeserializer<Object> createBuilderBasedDeserializer(
            DeserializationContext context, JavaType type, BeanDescription description, Class<?> builder)
            throws JsonMappingException {
        return lenient(super.createBuilderBasedDeserializer(context, type, description, builder));
    }

    @Override
    public @Nullable JsonDeserializer<?> createEnumDeserializer(
            DeserializationContext context, JavaType type, BeanDescription description) throws JsonMappingException {
        return lenient(super.createEnumDeserializer(context, type, description));
    }

    @Override
    public @Nullable JsonDeserializer<?> createArrayDeserializer(
            DeserializationContext context, ArrayType type, BeanDescription description) throws JsonMappingException {
        return lenient(super.createArrayDeserializer(context, type, description));
    }

    @Override
    public @Nullable JsonDeserializer<?> createCollectionDeserializer(
            DeserializationContext context, CollectionType type, BeanDescription description)
            throws JsonMappingException {
        return lenient(super.createCollectionDeserializer(context, type, description));
    }

    @Override
    public @Nullable JsonDeserializer<?> createCollectionLikeDeserializer(
            DeserializationContext context, CollectionLikeType type, BeanDescription description)
            throws JsonMappingException {
        return lenient(super.createCollectionLikeDeserializer(context, type, description));
    }

    @Override
    public @Nullable JsonDeserializer<?> createMapDeserializer(
            DeserializationContext context, MapType type, BeanDescription description) throws JsonMappingException {
        return lenient(super.createMapDeserializer(context, type, description));
    }

    @Override
    public @Nullable JsonDeserializer<?> createMapLikeDeserializer(
            DeserializationContext context, MapLikeType type, BeanDescription description) throws JsonMappingException {
        return lenient(super.createMapLikeDeserializer(context, type, description));
    }

    @Override
    public @Nullable JsonDeserializer<?> createReferenceDeserializer(
            DeserializationContext context, ReferenceType type, BeanDescription description)
            throws JsonMappingException {
        return lenient(super.createReferenceDeserializer(context, type, description));
    }
}
