// The WSDL of the simulated service: its eight operations, made from the same table that requests
// are checked by; and the assumed order extension, where the world opts in.
import type { Dialect } from './orders/dialect.js'
import { OPERATIONS, TYPES, type Members } from './types.js'

const NAMESPACE = 'WebServiceProvider'

/** The service description at that address. */
export function wsdlOf(url: string, orders?: Dialect): string {
  const names = [...Object.keys(OPERATIONS), ...Object.keys(orders?.operations ?? {})]
  return (
    '<?xml version="1.0" encoding="utf-8"?>' +
    '<wsdl:definitions xmlns:soap12="http://schemas.xmlsoap.org/wsdl/soap12/" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/"' +
    ` xmlns:s="http://www.w3.org/2001/XMLSchema" xmlns:tns="${NAMESPACE}" targetNamespace="${NAMESPACE}">` +
    `<wsdl:types><s:schema elementFormDefault="qualified" targetNamespace="${NAMESPACE}">${schema(orders)}</s:schema></wsdl:types>` +
    names.map(messages).join('') +
    `<wsdl:portType name="WebServiceSoap">${names.map(portOperation).join('')}</wsdl:portType>` +
    `<wsdl:binding name="WebServiceSoap12" type="tns:WebServiceSoap">` +
    '<soap12:binding transport="http://schemas.xmlsoap.org/soap/http" />' +
    `${names.map(bindingOperation).join('')}</wsdl:binding>` +
    '<wsdl:service name="WebService"><wsdl:port name="WebServiceSoap12" binding="tns:WebServiceSoap12">' +
    `<soap12:address location="${url}" /></wsdl:port></wsdl:service></wsdl:definitions>`
  )
}

function schema(orders: Dialect | undefined): string {
  const types = { ...TYPES, ...orders?.types }
  const takes = { ...OPERATIONS, ...Object.fromEntries(Object.entries(orders?.operations ?? {}).map(([name, one]) => [name, one.takes])) }
  const known = new Set([...Object.keys(types), ...Object.keys(orders?.enums ?? {})])
  const elements = Object.entries(takes).map(
    ([name, members]) =>
      `<s:element name="${name}"><s:complexType>${sequence(members, known)}</s:complexType></s:element>` +
      `<s:element name="${name}Response"><s:complexType><s:sequence>` +
      `<s:element minOccurs="0" maxOccurs="1" name="${name}Result"><s:complexType><s:sequence>` +
      `${given(orders?.operations[name]?.gives)}</s:sequence></s:complexType></s:element>` +
      '</s:sequence></s:complexType></s:element>',
  )
  const complex = Object.entries(types).map(
    ([name, members]) => `<s:complexType name="${name}">${sequence(members, known)}</s:complexType>`,
  )
  const simple = Object.entries(orders?.enums ?? {}).map(
    ([name, values]) =>
      `<s:simpleType name="${name}"><s:restriction base="s:string">${values.map((value) => `<s:enumeration value="${value}" />`).join('')}</s:restriction></s:simpleType>`,
  )
  const lists = [...listTypes([...Object.values(takes), ...Object.values(types)])].map(
    (item) =>
      `<s:complexType name="ArrayOf${capital(item)}"><s:sequence><s:element minOccurs="0" maxOccurs="unbounded" name="${item}"` +
      ` nillable="true" type="${typeName(item, known)}" /></s:sequence></s:complexType>`,
  )
  return [...elements, ...complex, ...simple, ...lists].join('')
}

/** What the eight operations give is not described: it is what was seen on the wire. */
function given(type: string | undefined): string {
  return type === undefined
    ? '<s:any minOccurs="0" maxOccurs="unbounded" />'
    : `<s:element minOccurs="0" maxOccurs="unbounded" name="${type}" nillable="true" type="tns:${type}" />`
}

function sequence(members: Members, known: ReadonlySet<string>): string {
  const elements = Object.entries(members).map(([name, type]) => {
    const nillable = type.endsWith('?') ? ' nillable="true"' : ''
    return `<s:element minOccurs="0" maxOccurs="1" name="${name}"${nillable} type="${typeName(type, known)}" />`
  })
  return `<s:sequence>${elements.join('')}</s:sequence>`
}

function typeName(type: string, known: ReadonlySet<string>): string {
  if (type.endsWith('[]')) return `tns:ArrayOf${capital(type.slice(0, -2))}`
  const plain = type.replace('?', '')
  if (plain === 'any') return 's:anyType'
  return known.has(plain) ? `tns:${plain}` : `s:${plain}`
}

function listTypes(from: readonly Members[]): Set<string> {
  const all = from.flatMap((members) => Object.values(members))
  return new Set(all.filter((type) => type.endsWith('[]')).map((type) => type.slice(0, -2)))
}

function messages(name: string): string {
  return (
    `<wsdl:message name="${name}SoapIn"><wsdl:part name="parameters" element="tns:${name}" /></wsdl:message>` +
    `<wsdl:message name="${name}SoapOut"><wsdl:part name="parameters" element="tns:${name}Response" /></wsdl:message>`
  )
}

function portOperation(name: string): string {
  return (
    `<wsdl:operation name="${name}"><wsdl:input message="tns:${name}SoapIn" />` +
    `<wsdl:output message="tns:${name}SoapOut" /></wsdl:operation>`
  )
}

function bindingOperation(name: string): string {
  return (
    `<wsdl:operation name="${name}"><soap12:operation soapAction="${NAMESPACE}/${name}" style="document" />` +
    '<wsdl:input><soap12:body use="literal" /></wsdl:input><wsdl:output><soap12:body use="literal" /></wsdl:output></wsdl:operation>'
  )
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
