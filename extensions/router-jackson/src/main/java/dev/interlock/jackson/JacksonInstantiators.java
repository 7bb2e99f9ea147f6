package dev.interlock.jackson;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.deser.SettableBeanProperty;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.module.SimpleValueInstantiators;
import com.fasterxml.jackson.databind.util.IgnorePropertiesUtil;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds records that have components that Jackson ignores. Jackson decides which components it ignores, from
 * annotations, mix-ins, naming strategies and the configuration of the mapper.
 */
final class JacksonInstantiators extends SimpleValueInstantiators {
    private static final long serialVersionUID = 1L;

    private JacksonInstantiators() {}

    /** Returns the module that registers this class with a mapper. */
    static Module module() {
        SimpleModule module = new SimpleModule("interlock-instantiators");
        module.setValueInstantiators(new JacksonInstantiators());
        return module;
    }

    @Override
    public ValueInstantiator findValueInstantiator(
            DeserializationConfig config, BeanDescription type, ValueInstantiator standard) {
        SettableBeanProperty[] components =
                type.getBeanClass().isRecord() ? standard.getFromObjectArguments(config) : null;
        if (components == null) {
            return standard;
        }
        Set<String> ignored = ignored(config, type, components);
        return ignored.isEmpty() ? standard : new JacksonIgnored(standard, ignored);
    }

    private static Set<String> ignored(
            DeserializationConfig config, BeanDescription type, SettableBeanProperty[] components) {
        Set<String> marked = type.getIgnoredPropertyNames();
        Set<String> listed = config.getDefaultPropertyIgnorals(type.getBeanClass(), type.getClassInfo())
                .findIgnoredForDeserialization();
        Set<String> included = config.getDefaultPropertyInclusions(type.getBeanClass(), type.getClassInfo())
                .getIncluded();
        Set<String> ignored = new HashSet<>();
        for (SettableBeanProperty component : components) {
            String name = component.getName();
            if ((marked != null && marked.contains(name))
                    || IgnorePropertiesUtil.shouldIgnore(name, listed, included)) {
                ignored.add(name);
            }
        }
        return ignored;
    }
}
