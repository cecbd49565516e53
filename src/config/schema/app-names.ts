import * as z from 'zod'
import { isMapping, type Mapping } from '../../text/yaml/nesting.ts'

type Shape = Readonly<Record<string, z.ZodType>>

/** A key that is called otherwise in the app than YAML's name in camel case. */
export function called<const N extends string, T extends z.ZodType>(appName: N, type: T): T & { readonly appName: N } {
  return Object.assign(type, { appName })
}

type CamelCase<S> = S extends `${infer Head}_${infer Tail}` ? `${Head}${Capitalize<CamelCase<Tail>>}` : S

type NameOf<K, T> = T extends { readonly appName: infer N extends string } ? N : CamelCase<K>

/** The same, for who only reads it. */
export type ReadonlyDeep<T> = T extends readonly (infer Item)[]
  ? readonly ReadonlyDeep<Item>[]
  : T extends object
    ? { readonly [K in keyof T]: ReadonlyDeep<T[K]> }
    : T

type ValueOf<T> =
  T extends z.ZodPrefault<infer Inner>
    ? Inner extends { readonly shape: infer S extends Shape }
      ? AppValues<S>
      : ReadonlyDeep<z.output<T>>
    : ReadonlyDeep<z.output<T>>

/** What the app knows of the keys of a schema: their values under the app's names, sections one level deep. */
export type AppValues<S extends Shape> = { readonly [K in keyof S as NameOf<K, S[K]>]: ValueOf<S[K]> }

/** The keys of a section, which is an object with nothing but keys; `null` for a key that holds a value. */
export function keysOfSection(type: z.ZodType): Shape | null {
  const inner = type instanceof z.ZodPrefault ? type.unwrap() : null
  return inner instanceof z.ZodObject ? inner.shape : null
}

/** Parsed values under the app's names. */
export function toAppNames<S extends Shape>(shape: S, values: z.output<z.ZodObject<S>>): AppValues<S>
export function toAppNames(shape: Shape, values: Mapping): Mapping {
  return renamed(shape, values, (name, type) => [name, appNameOf(name, type)])
}

/** The inverse of `toAppNames`. */
export function toYamlNames<S extends Shape>(shape: S, values: AppValues<S>): z.output<z.ZodObject<S>>
export function toYamlNames(shape: Shape, values: Mapping): Mapping {
  return renamed(shape, values, (name, type) => [appNameOf(name, type), name])
}

type Renaming = (name: string, type: z.ZodType) => readonly [from: string, to: string]

function renamed(shape: Shape, values: Mapping, renaming: Renaming): Mapping {
  return Object.fromEntries(
    Object.entries(shape).map(([name, type]) => {
      const [from, to] = renaming(name, type)
      const value = values[from]
      const keys = keysOfSection(type)
      return [to, keys !== null && isMapping(value) ? renamed(keys, value, renaming) : value]
    }),
  )
}

function appNameOf(name: string, type: z.ZodType): string {
  if ('appName' in type && typeof type.appName === 'string') return type.appName
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
}
