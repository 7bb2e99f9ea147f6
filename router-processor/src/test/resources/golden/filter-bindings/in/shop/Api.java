package shop;

import dev.interlock.annotation.HttpApp;

@HttpApp(controllers = Orders.class)
public final class Api {}
