package dev.interlock.codec;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.SettableBeanProperty;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.deser.impl.PropertyValueBuffer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Notes which parameters of a creator are absent, and then calls the creator without them. */
final class JacksonLenientInstantiator extends ValueInstantiator.Delegating {
    private static final long serialVersionUID = 1L;

    private final SettableBeanProperty[] parameters;

    JacksonLenientInstantiator(ValueInstantiator strict, SettableBeanProperty[] parameters) {
        super(strict);
        this.parameters = parameters;
    }

    @Override
    public ValueInstantiator createContextual(DeserializationContext context, BeanDescription type)
            throws JsonMappingException {
        ValueInstantiator contextual = _delegate.createContextual(context, type);
        return contextual == _delegate ? this : new JacksonLenientInstantiator(contextual, parameters);
    }

    @Override
    public SettableBeanProperty[] getFromObjectArguments(DeserializationConfig config) {
        return parameters;
    }

    @Override
    public @Nullable Object createFromObjectWith(
            DeserializationContext context, SettableBeanProperty[] parameters, PropertyValueBuffer values)
            throws IOException {
        JacksonLenientReading reading = JacksonLenientReading.of(context);
        for (SettableBeanProperty parameter : parameters) {
            if (!values.hasParameter(parameter) && isRequired(parameter, context)) {
                reading.noteAbsent(parameter, context);
            }
        }
        // A value inside was rejected. There is no need to ask the application about this one.
        return reading.hasRejectedInside() ? null : super.createFromObjectWith(context, parameters, values);
    }

    private boolean isRequired(SettableBeanProperty parameter, DeserializationContext context) {
        boolean isIgnored = _delegate instanceof JacksonIgnored ignoring && ignoring.ignores(parameter.getName());
        return !isIgnored
                && parameter.getNullValueProvider() instanceof JacksonLenientMember member
                && member.isRequired(isOfJackson(), context);
    }

    private boolean isOfJackson() {
        return _delegate instanceof JacksonIgnored
                || _delegate.getClass().getName().startsWith("com.fasterxml.jackson.databind.");
    }
}
