package shop;

import dev.interlock.annotation.HttpApp;

@HttpApp(controllers = Catalog.class)
public final class Api {}
